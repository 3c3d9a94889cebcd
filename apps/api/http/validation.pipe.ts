import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldFault, invalidRequest } from './problem.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** Validates every `schema` of a controller's parameters, and names each field that is wrong. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) => invalidRequest(issues.flatMap(faultsOf).slice(0, 50)),
  });

/** A strict object's unknown keys come as one issue at the object; each is a fault of its own here. */
function faultsOf(issue: Issue): readonly FieldFault[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const unknown = issue.code === 'unrecognized_keys' ? (issue.keys ?? []) : [];
  if (unknown.length > 0)
    return unknown.map((key) => ({
      field: [...path, key].join('.'),
      message: 'is not a field of this request',
    }));
  return [{ field: path.join('.') || 'body', message: issue.message }];
}
