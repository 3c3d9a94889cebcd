/** A view has not got as far as the caller needs within the time it would wait; asking again later helps. */
export class ViewBehind extends Error {
  override readonly name = 'ViewBehind';

  constructor(
    /** The position asked for. */
    readonly wanted: number,
    /** The last position that every view asked reflects. */
    readonly reflected: number,
  ) {
    super(`The view reflects position ${reflected}, not yet ${wanted}.`);
  }
}
