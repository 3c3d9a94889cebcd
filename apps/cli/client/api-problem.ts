import { CliError, type ExitCode, exitCode } from '../exit-code.js';
import type { ProblemBody } from './problem-body.js';

/** A problem document that the API answered with. */
export class ApiProblem extends CliError {
  /** @param hint what was probably meant */
  constructor(
    readonly problem: ProblemBody,
    hint: string | null = null,
  ) {
    super(codeFor(problem), [...linesOf(problem), ...(hint === null ? [] : [`  ${hint}`])].join('\n'));
    this.name = 'ApiProblem';
  }
}

function codeFor({ status, code }: ProblemBody): ExitCode {
  if (code === 'COMMAND.KEY_REUSED') return exitCode.conflict;
  switch (status) {
    case 400:
    case 413:
    case 415:
      return exitCode.usage;
    case 401:
    case 403:
      return exitCode.notAllowed;
    case 404:
      return exitCode.notFound;
    case 409:
    case 412:
      return exitCode.conflict;
    case 422:
      return exitCode.refused;
    case 503:
      return exitCode.unreachable;
    default:
      return exitCode.unexpected;
  }
}

/** Each refusal's sentence with its code; each faulty field; what changed; else the problem's own words. */
function linesOf(problem: ProblemBody): readonly string[] {
  const refusals = (problem.refusals ?? []).map(({ message, code }) => `  ${message} (${code})`);
  if (refusals.length > 0) return [`${problem.title}:`, ...refusals];
  const errors = (problem.errors ?? []).map(({ field, message }) => `  ${field}: ${message}`);
  if (errors.length > 0) return [`${problem.title}: ${problem.code}`, ...errors];
  const changes = (problem.changes ?? []).map((change) => `  ${change}`);
  return [`${problem.detail} (${problem.code})`, ...changes, ...howToSignIn(problem)];
}

const howToSignIn = ({ status }: ProblemBody): readonly string[] =>
  status === 401 ? ['  In demo mode say who you are with --as PERSON; elsewhere set ACTUM_TOKEN.'] : [];
