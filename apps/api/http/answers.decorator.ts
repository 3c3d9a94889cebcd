import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { acceptedAnswer, problemAnswer } from './answer.schemas.js';

const problem = (status: number, description: string) =>
  ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });

/** Documents a route that reads: what it answers, and what else may come. */
export const Answers = (standardSchema: z.ZodType, summary: string, status = 200): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiBearerAuth(),
    ApiResponse({ status, description: summary, standardSchema }),
    problem(400, 'A field of the request is not as it must be'),
    problem(401, 'Not signed in'),
    problem(404, 'There is nothing by this name'),
    problem(503, 'The database or a view is not there yet'),
  );

/** Documents a route that takes a command. */
export const AnswersCommand = (summary: string, onDryRun?: z.ZodType): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiBearerAuth(),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'A UUID or any text of at most 200 characters: the same key with the same body is done once',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The version that was seen, in quotes',
    }),
    ApiResponse({
      status: 200,
      description: onDryRun === undefined ? 'On record' : 'On record; on a dry run, what it would leave',
      standardSchema: onDryRun === undefined ? acceptedAnswer : z.union([acceptedAnswer, onDryRun]),
    }),
    problem(400, 'A field of the request is not as it must be'),
    problem(401, 'Not signed in'),
    problem(403, 'The role is missing'),
    problem(404, 'There is nothing by this name'),
    problem(412, 'Changed since the version in If-Match'),
    problem(413, 'Longer than 256 KiB'),
    problem(415, 'Not JSON'),
    problem(422, 'The rules turned it down; or the key was used for other content'),
    problem(503, 'The database is not there'),
  );

export { problemAnswer };
