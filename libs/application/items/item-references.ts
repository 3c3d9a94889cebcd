import { isId } from '#domain';
import type { Ledger } from '#ledger';
import { resolveItem, type ViewAccess } from '#projections';
import type { RecentStreams } from '../way/recent-streams.js';

/** Items as people name them: by id, or by number while that names one item only. */
export class ItemReferences {
  constructor(
    private readonly ledger: Ledger,
    private readonly recent: RecentStreams,
    private readonly views: ViewAccess,
  ) {}

  /**
   * The item's id; null where nothing, or more than one item, is named so. An id is looked up in the
   * ledger; a number is looked up in a view, which is waited for before it is said to name nothing.
   * @throws ViewBehind
   */
  async resolve(reference: string): Promise<string | null> {
    if (isId(reference) && (await this.exists(reference))) return reference;
    const shown = await resolveItem(this.views, reference);
    const found =
      shown.kind === 'unknown'
        ? await resolveItem(this.views, reference, await this.ledger.lastPosition())
        : shown;
    return found.kind === 'item' ? found.item : null;
  }

  /** An item that was opened stays; one that was not may have been since, by another process. */
  private async exists(item: string): Promise<boolean> {
    if (this.recent.holds(`item:${item}`)) return true;
    const looks = [this.recent.look(), this.recent.look(true)];
    for (const look of looks) {
      const { length } = await look.readStream(`item:${item}`);
      look.done();
      if (length > 0) return true;
    }
    return false;
  }
}
