import { ReadAhead } from './read-ahead.js';

/** A log of numbers that grows, and what was read of it. */
function logOf(length: number) {
  const log = Array.from({ length }, (_, index) => index + 1);
  const reads: string[] = [];
  let failures = 0;
  const pages = new ReadAhead<number>({
    async read(position, limit) {
      reads.push(`${position}+${limit}`);
      if (failures > 0) {
        failures -= 1;
        throw new Error('gone');
      }
      return log.slice(position, position + limit);
    },
    positionIn: (row) => row,
    lengthOf: (page) => (page.includes(13) ? 100_000_000 : page.length),
  });
  const fail = () => {
    failures = 1;
  };
  return { log, reads, pages, fail };
}

describe('reading a log ahead', () => {
  it('fetches the next page once a page was asked for right behind a full one', async () => {
    const { pages, reads } = logOf(10);
    expect(await pages.page(0, 2)).toEqual([1, 2]);
    expect(reads).toEqual(['0+2']);
    expect(await pages.page(2, 2)).toEqual([3, 4]);
    expect(reads).toEqual(['0+2', '2+2', '4+2']);
    expect(await pages.page(4, 2)).toEqual([5, 6]);
    expect(reads).toEqual(['0+2', '2+2', '4+2', '6+2']);
  });

  it('leaves whoever reads here and there alone', async () => {
    const { pages, reads } = logOf(10);
    await pages.page(4, 2);
    await pages.page(0, 2);
    await pages.page(5, 2);
    expect(reads).toEqual(['4+2', '0+2', '5+2']);
  });

  it('completes a page that was not full when it was fetched', async () => {
    const { pages, log } = logOf(5);
    await pages.page(0, 2);
    await pages.page(2, 2);
    log.push(6, 7);
    expect(await pages.page(4, 2)).toEqual([5, 6]);
    expect(await pages.page(6, 2)).toEqual([7]);
  });

  it('looks again where there was nothing', async () => {
    const { pages, log } = logOf(4);
    await pages.page(0, 2);
    await pages.page(2, 2);
    expect(await pages.page(4, 2)).toEqual([]);
    log.push(5);
    expect(await pages.page(4, 2)).toEqual([5]);
  });

  it('reads again where fetching ahead failed, and tells of no failure but that of what is asked for', async () => {
    const { pages, fail } = logOf(10);
    await pages.page(0, 2);
    await pages.page(2, 2);
    // Of the page behind the one that is asked for, and here already.
    fail();
    expect(await pages.page(4, 2)).toEqual([5, 6]);
    expect(await pages.page(6, 2)).toEqual([7, 8]);
    fail();
    await expect(pages.page(0, 2)).rejects.toThrow('gone');
  });

  it('takes no page of another size for the one that is asked for', async () => {
    const { pages } = logOf(10);
    await pages.page(0, 2);
    await pages.page(2, 2);
    expect(await pages.page(4, 3)).toEqual([5, 6, 7]);
  });

  it('holds no more than four pages, and none behind a very long one', async () => {
    const { pages, reads } = logOf(40);
    for (const start of [0, 6, 20, 26, 32]) {
      await pages.page(start, 2);
      await pages.page(start + 2, 2);
    }
    reads.length = 0;
    await pages.page(4, 2);
    expect(reads[0]).toBe('4+2');
    reads.length = 0;
    await pages.page(11, 1);
    await pages.page(12, 1);
    expect(reads).toEqual(['11+1', '12+1']);
  });
});
