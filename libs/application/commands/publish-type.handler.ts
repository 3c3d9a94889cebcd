import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import canonicalize from 'canonicalize';
import {
  exactly,
  foldType,
  parseType,
  publishType,
  type Refusal,
  refuse,
  type TypeDefinition,
  type TypeProblem,
} from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext } from '../directory/actor.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided, turnDown } from '../way/decided.js';
import { sha256 } from '../way/sha256.js';

export interface PublishTypePayload {
  /** The type as YAML. */
  readonly source: string;
  /** The file's name, for messages. */
  readonly file: string;
}

/** Publishes a type, or the next version of one. */
export class PublishType extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: PublishTypePayload,
  ) {
    super();
  }
}

@CommandHandler(PublishType)
export class PublishTypeHandler implements ICommandHandler<PublishType> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: PublishType): Promise<CommandAnswer> {
    const { source, file } = payload;
    const parsed = parseType(source, file);
    const stream = parsed.ok ? `type:${parsed.definition.id}` : 'ledger';
    const underway = { command: PublishType.name, meta, payload, stream };
    return this.way.take(underway, async (streams) => {
      if (parsed.ok) return decide(streams, parsed.definition, meta.actor);
      const [first, ...others] = parsed.problems.map(refusalOf);
      if (first === undefined) throw new Error(`${file} was turned down without a reason.`);
      return turnDown(first, ...others);
    });
  }
}

async function decide(streams: CommandStreams, definition: TypeDefinition, actor: string): Promise<Decided> {
  const stream = `type:${definition.id}` as const;
  const state = foldType(await streams.read(stream));
  const context = await directoryContext(streams, actor);
  const digest = sha256(canonicalize(definition) ?? '');
  return decided(stream, publishType(state, { definition, digest }, context), exactly(context.today));
}

const refusalOf = ({ file, line, column, message }: TypeProblem): Refusal =>
  refuse('TYPE.INVALID', `${file}:${line}:${column}: ${message}`, { file, line, column }, 'source');
