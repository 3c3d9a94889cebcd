import type { YamlPath } from './yaml-source.js';

export interface Finding {
  readonly path: YamlPath;
  /** The finding is about this key of the mapping at the path. */
  readonly key?: string;
  readonly message: string;
}
