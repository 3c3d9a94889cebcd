/** Which items a list holds. */
export interface ItemFilter {
  readonly overdue?: boolean | undefined;
  readonly plan?: string | undefined;
  /** A state's id, of whatever type. */
  readonly state?: string | undefined;
  /** Words of its title, in any case; or its number or id. */
  readonly q?: string | undefined;
  /** The focal point or officer-in-charge. */
  readonly party?: string | undefined;
  /** The person or body that answers for it. */
  readonly owner?: string | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  /** Items on a page at most; 100 by default. */
  readonly limit?: number | undefined;
}
