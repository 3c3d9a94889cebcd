import { type Command, Option } from 'commander';
import { type CommandOptions, withCommandOptions } from './command-options.js';
import { type EvidenceArgument, parseEvidence } from './evidence-argument.js';

export interface OnRecordOptions extends CommandOptions {
  readonly reason?: string;
  readonly ground?: string;
  readonly effectiveOn?: string;
  readonly decidedBy?: string;
  readonly decision?: string;
  readonly session?: string;
  readonly evidence: readonly EvidenceArgument[];
}

/** What puts a step on record beside the step itself. */
export const withOnRecordOptions = (verb: Command): Command =>
  withCommandOptions(verb)
    .option('--reason <text>', 'why')
    .option('--ground <text>', 'on what ground: a paragraph, a paper, an authority')
    .option('--effective-on <text>', 'when it was true: a day, "October 2019", "by DAY", "not stated"')
    .option('--decided-by <body>', 'the body or person that decided')
    .option('--decision <reference>', 'the paper or resolution that says so')
    .option('--session <text>', 'the session at which it was decided')
    .addOption(
      new Option('--evidence <reference>', 'an address, a paragraph, or file:PATH; may be repeated')
        .argParser((text: string, before: readonly EvidenceArgument[]) => [...before, parseEvidence(text)])
        .default([], 'none'),
    );

/** A step as the API takes it. */
export function stepBody(options: OnRecordOptions, fields: Readonly<Record<string, string>>): object {
  const { reason, ground, effectiveOn, decidedBy, decision, session, evidence } = options;
  return {
    ...{ reason, ground, effectiveOn, decidedBy },
    ...(decision === undefined && session === undefined
      ? {}
      : { decision: { reference: decision, session } }),
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}
