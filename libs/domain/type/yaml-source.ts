import { type Document, isMap, isNode, isScalar, LineCounter, parseAllDocuments, type YAMLError } from 'yaml';

/** Something wrong in a type's YAML; line and column count from 1. */
export interface TypeProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type YamlPath = readonly PropertyKey[];

export type YamlRead =
  | { readonly ok: true; readonly source: YamlSource }
  | { readonly ok: false; readonly problems: readonly TypeProblem[] };

/** YAML read once, as a value and with the place of each part of it. */
export class YamlSource {
  private constructor(
    readonly file: string,
    readonly value: unknown,
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  static read(text: string, file: string): YamlRead {
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
    const [document] = documents;
    const at = (offset: number, message: string): TypeProblem => ({ file, ...place(lines, offset), message });
    if (document === undefined || !('errors' in document) || documents.length !== 1)
      return { ok: false, problems: [at(0, 'A file holds one type: one YAML document.')] };
    if (document.errors.length > 0) {
      const problems = document.errors.map((error: YAMLError) => at(error.pos[0], error.message));
      return { ok: false, problems };
    }
    try {
      return { ok: true, source: new YamlSource(file, document.toJS(), document, lines) };
    } catch (error) {
      // Too many aliases, or one that leads nowhere: the library says so only here.
      return { ok: false, problems: [at(0, error instanceof Error ? error.message : String(error))] };
    }
  }

  /** The plain value at the path; undefined for what is not there, and for a list or a mapping. */
  at(path: YamlPath): unknown {
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return isScalar(node) ? node.value : undefined;
  }

  /** A problem with what stands at the path, or with the nearest thing around it that is there. */
  problem(path: YamlPath, message: string): TypeProblem {
    return { file: this.file, ...place(this.lines, this.offset(path)), message };
  }

  /** A problem with a key of the mapping at the path. */
  keyProblem(path: YamlPath, key: string, message: string): TypeProblem {
    const parent = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const offset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return { file: this.file, ...place(this.lines, offset ?? this.offset(path)), message };
  }

  private offset(path: YamlPath): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return this.document.contents?.range?.[0] ?? 0;
  }
}

function place(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
