import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Fault, Place } from './fault.js';

export type YamlPath = readonly (string | number)[];

/** A YAML file of a pack: its data, and where each value was written. */
export interface YamlFile {
  /** Relative to the pack's folder. */
  readonly file: string;
  readonly source: string;
  readonly data: unknown;
  readonly faults: readonly Fault[];
  /** The place of the value at a path, or of the nearest thing above it that is there. */
  place(at: YamlPath): Place;
}

/** Reads YAML 1.2 core: no custom tags, no duplicate keys. */
export async function readYamlFile(folder: string, file: string): Promise<YamlFile> {
  return parseYamlFile(file, await readFile(path.join(folder, file), 'utf8'));
}

export function parseYamlFile(file: string, source: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): Pick<Place, 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  return {
    file,
    source,
    data: document.errors.length === 0 ? (document.toJS({ maxAliasCount: 100 }) as unknown) : null,
    faults: [...document.errors, ...document.warnings].map(({ pos, message }) => ({
      file,
      ...at(pos[0]),
      message,
    })),
    place: (path) => ({ file, ...at(offsetOf(document.contents, path)) }),
  };
}

function offsetOf(root: unknown, at: YamlPath): number {
  let node = root;
  let offset = startOf(node) ?? 0;
  for (const step of at) {
    const next = childOf(node, step);
    if (next === null) break;
    offset = next.keyOffset ?? startOf(next.node) ?? offset;
    node = next.node;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): { node: unknown; keyOffset: number | null } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair === undefined ? null : { node: pair.value, keyOffset: startOf(pair.key) };
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return item === undefined ? null : { node: item, keyOffset: null };
  }
  return null;
}

const startOf = (node: unknown): number | null => (isNode(node) ? ((node as Node).range?.[0] ?? null) : null);
