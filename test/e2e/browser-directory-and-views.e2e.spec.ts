import { BrowserOffice } from './harness/browser-office.js';

describe('who answers for an item, and the views, in a browser', () => {
  let office: BrowserOffice;
  beforeAll(async () => {
    office = await BrowserOffice.open();
  }, 180_000);
  afterEach(async () => expect(await office.everybodyLeaves()).toEqual([]));
  afterAll(async () => await office?.close());

  test('a registrar says who answers for an item and who stands in; nobody else is offered to', async () => {
    const kate = await office.reader("Kate O'Brien");
    await kate.openItem('6');
    expect(await kate.page.getByRole('button', { name: 'Say who answers for it' }).count()).toBe(0);

    const martine = await office.reader('Martine Favre');
    await martine.openItem('6');
    await martine.page.getByRole('button', { name: 'Say who answers for it' }).click();
    const form = martine.page.getByRole('form', { name: 'Who answers for it' });
    await form.getByLabel('Focal point').selectOption({ label: "Kate O'Brien" });
    await form.getByLabel('Officer-in-charge').selectOption({ label: "Kate O'Brien" });
    await form.getByRole('button', { name: 'Record' }).click();
    await form.getByText('Whoever stands in is somebody other than the focal point.').first().waitFor();
    await form.getByLabel('Officer-in-charge').selectOption({ label: 'ليلى منصور' });
    await form.getByRole('button', { name: 'Record' }).click();
    await martine.page.getByText('Recorded: who answers for it.').first().waitFor();
    const facts = martine.page.getByRole('region', { name: 'On record' });
    await facts.getByText("Kate O'Brien").waitFor();
    await facts.getByText('ليلى منصور').waitFor();

    // Whoever has the page open sees it, and what they may do now.
    await kate.page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  });

  test('what an item comes from is added to the record, here or outside of it', async () => {
    const martine = await office.reader('Martine Favre');
    await martine.openItem('maf');
    const notes = martine.page.getByRole('group', { name: 'Add to the record' });
    await notes.getByRole('button', { name: 'Say what it derives from, cites or succeeds' }).click();
    await martine.fill('Relation', 'Cites');
    await martine.fill('Reference outside the record', 'A/RES/72/279');
    await martine.page.getByRole('button', { name: 'Record', exact: true }).click();
    await martine.recorded();
    const facts = martine.page.getByRole('region', { name: 'On record' });
    expect(await facts.getByRole('listitem').filter({ hasText: 'A/RES/72/279' }).textContent()).toContain(
      'Cites',
    );
  });

  test('an item is found by its number, slashes and all', async () => {
    await office.command('registrar', '/v1/items', {
      item: 'council-7-r3',
      itemType: 'action-item',
      number: '2019/07-R3',
      title: 'Third recommendation on item seven',
    });
    const anybody = await office.reader();
    for (const address of ['/items/2019/07-R3', '/items/2019%2F07-R3', '/items/council-7-r3']) {
      await anybody.open(address);
      await anybody.page.getByRole('heading', { level: 1, name: 'Third recommendation' }).waitFor();
    }
    await anybody.page.getByText('Look at another day').click();
    await anybody.open('/items/2019/07-R3?asOf=2019-03-01');
    await anybody.page.getByRole('alert').waitFor();
  });

  test('an administrator sees how far each view is, fills one anew, and has parked streams folded again', async () => {
    const kate = await office.reader("Kate O'Brien");
    expect(await kate.page.getByRole('link', { name: 'Views' }).count()).toBe(0);
    await kate.open('/views');
    await kate.page.getByText('Not yours to see or do').waitFor();

    await parkTheFramework();
    const admin = await office.reader('Demo administrator');
    await admin.page.getByRole('link', { name: 'Views' }).click();
    const views = admin.page.getByRole('list', { name: 'Views' });
    const lineage = views.getByRole('listitem').filter({ hasText: 'lineage' });
    await lineage.getByText('Leaves out 1 stream.').waitFor();
    await views
      .getByText(/^Up to date, at entry \d+$/)
      .first()
      .waitFor();
    const parked = admin.page.getByRole('region', { name: 'Parked streams' });
    await parked.getByText('item:maf').waitFor();
    await parked.getByText('Error: a fault since mended').waitFor();
    await parked.getByRole('button', { name: 'Fold them again' }).click();
    await parked.getByText(/^None: /).waitFor();

    const people = views.getByRole('listitem').filter({ hasText: 'directory' });
    await people.getByRole('button', { name: 'Fill anew directory' }).click();
    await people.getByText('Asked for: directory is filled anew.').waitFor();
  });

  /** As if the view of lineage had failed on the Framework's last event. */
  async function parkTheFramework(): Promise<void> {
    const { pool } = office.api.database;
    const { rows } = await pool.query<{ table_schema: string }>(
      "select table_schema from information_schema.tables where table_name = 'parked' and table_schema like '%lineage%'",
    );
    expect(rows).toHaveLength(1);
    const { rowCount } = await pool.query(
      `insert into ${rows[0]?.table_schema}.parked (ledger, stream, version, position, type, reason)
       select ledger, stream, version, position, type, 'Error: a fault since mended'
       from ledger.event where stream = 'item:maf' order by position desc limit 1`,
    );
    expect(rowCount).toBe(1);
  }
});
