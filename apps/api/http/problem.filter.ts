import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { Problem } from './problem.js';
import { problemOf } from './problem-of.js';

/** Answers everything that is thrown as a problem document; what nobody expected is logged under an id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    sendProblem(host.switchToHttp().getResponse<FastifyReply>(), thrown, this.log);
  }
}

/** Also used below Nest, where no filter is reached. */
export function sendProblem(reply: FastifyReply, thrown: unknown, log: Logger): void {
  const problem = problemOf(thrown) ?? unexpected(thrown, log);
  if (reply.raw.headersSent) {
    reply.raw.end();
    return;
  }
  reply
    .code(problem.body.status)
    .headers({ 'cache-control': 'no-store', ...problem.headers })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body));
}

function unexpected(thrown: unknown, log: Logger): Problem {
  const instance = `urn:uuid:${randomUUID()}`;
  log.error({ instance, ...traceOf(thrown) }, 'unexpected');
  return new Problem(
    'unexpected',
    'SERVER.UNEXPECTED',
    `Something went wrong that should not. Quote ${instance}.`,
    { instance },
  );
}

/** What kind of error, and where: an error's message may quote a person's data, its frames do not. */
function traceOf(thrown: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(thrown instanceof Error)) return { error: typeof thrown, at: [] };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in thrown ? ` ${String(thrown.code)}` : '';
  return { error: `${thrown.name}${code}`, at: frames.map((line) => line.trim()) };
}
