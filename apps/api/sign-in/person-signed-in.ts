import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandMeta } from '#application';
import { commandMeta } from '../http/command-meta.js';
import { Problem } from '../http/problem.js';

/** The person that each request's token belongs to; kept beside the request, never in it. */
const signedIn = new WeakMap<FastifyRequest, string>();

export const rememberPerson = (request: FastifyRequest, person: string): void =>
  void signedIn.set(request, person);

const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

export const signInNeeded = (): Problem =>
  new Problem(
    'not-signed-in',
    'SIGN_IN.REQUIRED',
    'Sign in: this needs a bearer token of a person in the directory.',
    {},
    { 'WWW-Authenticate': 'Bearer' },
  );

/** For controllers and routes that need nobody signed in. */
export const OPEN_TO_ALL = 'actum:open-to-all';
export const OpenToAll = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN_TO_ALL, true);

/** The id of the person signed in, or null where reading needs nobody. */
export const Reader = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | null => signedIn.get(requestOf(context)) ?? null,
);

/** Who sends a command, under which id, on which version: from the token and the headers. */
export const Sender = createParamDecorator((_data: unknown, context: ExecutionContext): CommandMeta => {
  const request = requestOf(context);
  const person = signedIn.get(request);
  if (person === undefined) throw signInNeeded();
  return commandMeta(commandHeaders(request), person);
});

export const commandHeaders = (
  request: FastifyRequest,
): {
  readonly key: string | undefined;
  readonly ifMatch: string | undefined;
  readonly correlation: string | undefined;
} => ({
  correlation: headerOf(request, 'correlation-id'),
  key: headerOf(request, 'idempotency-key'),
  ifMatch: request.headers['if-match'],
});

/** Node joins what is sent twice. */
const headerOf = ({ headers }: FastifyRequest, name: string): string | undefined => headers[name]?.toString();
