import type { Place } from './fault.js';
import type { YamlPath } from './yaml-file.js';

/** An entry of a pack, with the place of itself and of what is in it. */
export interface Entry<T> {
  readonly value: T;
  place(...at: YamlPath): Place;
}
