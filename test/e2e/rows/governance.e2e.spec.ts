import { eventually } from '../harness/eventually.js';
import { UnReformOffice } from './un-reform-office.js';

const ground = 'GB.340/INS/6 ¶7';
const paragraph = (reference: string) => [{ kind: 'paragraph', reference }];
const principals = {
  decidedBy: 'unsdg-principals',
  decision: { session: 'not stated', reference: 'UNSDG/2020/7' },
};
const governingBody = {
  decidedBy: 'governing-body',
  decision: { session: '341st Session', reference: 'GB.341/PFA/1' },
};

/** One server for all of them: the rows that tell the Framework's story follow each other. */
describe('the rows of the seed, over HTTP', () => {
  let office: UnReformOffice;
  beforeAll(async () => {
    office = await UnReformOffice.open();
  }, 120_000);
  afterAll(async () => {
    await office?.close();
  });

  it('row 9: one limb of item 8 done leaves it “Ongoing”, with “1 of 2 parts” beside it', async () => {
    const unproven = await office.refused('focal-8', '8', 'complete-part', { fields: { part: '8a' } });
    expect(unproven.codes).toEqual(['ITEM.EVIDENCE_MISSING']);
    await office.advances('focal-8', '8', 'complete-part', {
      fields: { part: '8a' },
      evidence: paragraph('GB.340/INS/6 ¶45'),
    });
    expect(await office.printed('8')).toBe('Ongoing');
    expect(await office.row('8')).toMatchObject({ parts: { done: 1, total: 2 }, overdue: true });
    expect((await office.row('8'))?.notes).toContain('1 of 2 parts');
    const whole = await office.refused('focal-8', '8', 'complete', { evidence: paragraph('¶45') });
    expect(whole.codes).toEqual(['ITEM.PARTS_OPEN']);
  });

  it('row 10: the partners of items 1 and 6; a partner added later is told', async () => {
    expect((await office.page('1')).partners).toEqual(['ACT/EMP', 'ACTRAV']);
    expect((await office.page('6')).partners).toEqual([
      'International Training Centre of the ILO (Turin Centre)',
    ]);
    // Nobody was told of what the pack loaded.
    expect((await office.messages()).filter(({ person }) => person.startsWith('liaison-act'))).toEqual([]);
    await office.advances('focal-4', '4', 'add-partner', { fields: { partner: 'actrav' } });
    expect((await office.page('4')).partners).toEqual(['ACTRAV']);
    const sent = await eventually(
      async () => (await office.messages()).filter(({ person }) => person === 'liaison-actrav'),
      ([message]) => message?.status === 'sent',
    );
    expect(sent.map(({ lines }) => lines.map(({ number, because }) => [number, because]))).toEqual([
      [['4', 'partner']],
    ]);
    const again = await office.refused('focal-4', '4', 'add-partner', { fields: { partner: 'actrav' } });
    expect(again.codes).toEqual(['ITEM.ALREADY_LINKED']);
  });

  it('row 11: item 7 rests on the Plan of Action 2019; a basis that is an item shows on both pages', async () => {
    expect((await office.page('7')).lineage).toEqual([
      {
        relation: 'rests-on',
        direction: 'to',
        item: null,
        reference:
          'Plan of Action 2019 towards the preparation of the ILO Development Cooperation Strategy 2020–25',
        title:
          'Plan of Action 2019 towards the preparation of the ILO Development Cooperation Strategy 2020–25',
      },
    ]);
    await office.advances('focal-7', '7', 'link-basis', { fields: { item: 'cf-guidance' } });
    expect((await office.page('7')).lineage.at(-1)).toMatchObject({
      relation: 'rests-on',
      item: 'cf-guidance',
    });
    expect((await office.page('cf-guidance')).lineage).toContainEqual(
      expect.objectContaining({ relation: 'rests-on', direction: 'from', item: 'office-plan-2019-20.7' }),
    );
  });

  it('row 13: narrative evidence stands on the item’s timeline', async () => {
    const title = 'Guidance on DWCPs published';
    await office.advances('focal-3', '3', 'attach-evidence', {
      evidence: [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶44', title }],
    });
    const attached = (await office.history('3')).at(-1);
    expect(attached).toMatchObject({
      label: 'EvidenceAttached',
      evidence: [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶44', title }],
    });
    const script = await office.refused('focal-3', '3', 'attach-evidence', {
      evidence: [{ kind: 'link', reference: 'javascript:alert(1)' }],
    });
    expect([script.codes, script.fields]).toEqual([['ITEM.EVIDENCE_INVALID'], ['evidence.0.reference']]);
    expect(await office.printed('3')).toBe('Completed');
  });

  it('row 15: the Framework is in provisional use and under review, and in force all along', async () => {
    expect(await office.page('maf')).toMatchObject({ status: 'Provisional, under review', inForce: true });
    const framework = 'business-operations-strategy';
    await office.does('registrar', '/v1/items', {
      item: framework,
      itemType: 'framework-revision',
      title: 'Business operations strategy guidance',
      body: 'unsdg-principals',
      owner: 'liaison-dco',
      deputy: 'focal-9',
    });
    await office.advances('liaison-dco', framework, 'put-into-use', { ground: 'not stated' });
    expect(await office.page(framework)).toMatchObject({ status: 'Provisional', inForce: true });
    await office.advances('liaison-dco', framework, 'open-review');
    expect(await office.page(framework)).toMatchObject({
      status: 'Provisional, under review',
      inForce: true,
    });
    const used = (await office.history(framework)).find(
      ({ label }) => label === 'FrameworkPutIntoProvisionalUse',
    );
    expect(used?.sentence).toContain('Ground: not stated in the source.');
    expect(used?.ground).toBe('not stated in the source');
  });

  it('row 16: two further chapters are there, and item 11 is still blocked', async () => {
    const chapters = [
      'Role and accountabilities of the UN regional entities',
      'Division of roles between the UN development system and ECOSOC',
    ];
    for (const title of chapters)
      await office.advances('registrar', 'maf', 'add-chapter', { fields: { title } });
    expect((await office.page('maf')).chapters).toEqual(chapters);
    expect((await office.page('11')).blockedBy).toEqual(['maf']);
    expect((await office.refused('focal-11', '11', 'start')).codes).toEqual(['ITEM.PREREQUISITE_UNMET']);
    expect(await office.printed('11')).toBe(
      'Starting 2020 following the revision and UNSDG endorsement of the Management and Accountability Framework',
    );
  });

  it('row 19: the Staff Regulations are not proposed before the Framework is endorsed', async () => {
    const early = await office.refused('focal-11', 'staff-regulations', 'propose');
    expect(early.codes).toEqual(['ITEM.PREREQUISITE_UNMET']);
    expect(early.detail).toContain(
      '“Management and Accountability Framework” (maf) stands at “Provisional, under review”',
    );
    expect(await office.page('staff-regulations')).toMatchObject({
      status: 'Under review',
      blockedBy: ['maf'],
    });
  });

  it('row 8: after the revision is finalized item 11 cannot start yet either', async () => {
    const mistyped = await office.refused('liaison-dco', 'maf', 'finalize', {
      fields: { digset: 'a'.repeat(64) },
    });
    expect([mistyped.codes, mistyped.fields]).toEqual([['ITEM.UNKNOWN_FIELD'], ['fields.digset']]);
    expect(mistyped.detail).toContain('Did you mean “digest”?');
    await office.advances('liaison-dco', 'maf', 'finalize');
    expect((await office.page('maf')).status).toBe('Revised, awaiting endorsement');
    expect((await office.refused('focal-11', '11', 'start')).codes).toEqual(['ITEM.PREREQUISITE_UNMET']);
  });

  it('row 17: the entity’s line is cleared, the resident coordinator’s is awaited; never the same person on both', async () => {
    await office.advances('clear-entity', 'maf', 'clear', { fields: { line: 'entity' } });
    const { lines, notes } = await office.page('maf');
    expect(notes).toContain('awaiting clearance on the line resident-coordinator');
    expect(lines.map(({ line, verdict, person }) => [line, verdict, person])).toEqual([
      ['entity', 'clear', 'clear-entity'],
      ['resident-coordinator', null, null],
    ]);
    const awaiting = await office.refused('registrar', 'maf', 'endorse', principals);
    expect(awaiting.codes).toEqual(['ITEM.SIGN_OFF_MISSING']);
    expect(awaiting.detail).toContain('resident-coordinator');
    // Not even where they hold the role for both.
    await office.does('admin', '/v1/people/clear-entity/roles', {
      role: 'clearance',
      scope: 'resident-coordinator',
      from: '2020-09-30',
    });
    const both = await office.refused('clear-entity', 'maf', 'clear', {
      fields: { line: 'resident-coordinator' },
    });
    expect(both.codes).toEqual(['ITEM.NOT_SEPARATE']);
    await office.advances('clear-rc', 'maf', 'clear', { fields: { line: 'resident-coordinator' } });
    expect((await office.page('maf')).lines.map(({ verdict }) => verdict)).toEqual(['clear', 'clear']);
  });

  it('row 20: only the UNSDG principals endorse the Framework, and what the source leaves open is said', async () => {
    for (const decidedBy of [
      'development-coordination-office',
      'governing-body',
      'ecosoc',
      'general-assembly',
    ]) {
      const wrong = await office.refused('registrar', 'maf', 'endorse', { ...principals, decidedBy });
      expect(wrong.codes).toEqual(['ITEM.WRONG_BODY']);
      expect(wrong.detail).toContain('Only UNSDG principals may decide this');
    }
    await office.advances('registrar', 'maf', 'endorse', principals);
    expect((await office.page('maf')).status).toBe('Endorsed');
    const endorsed = (await office.history('maf')).at(-1);
    expect(endorsed).toMatchObject({
      decidedBy: 'unsdg-principals',
      decision: { session: null, reference: 'UNSDG/2020/7' },
    });
    expect(endorsed?.sentence).toContain(
      'decided by UNSDG principals (session not stated in the source, UNSDG/2020/7)',
    );
  });

  it('row 8: after the endorsement item 11 can start, and the Framework’s owner is no longer chased for it', async () => {
    const eleven = await office.pageOnce('11', ({ blockedBy }) => blockedBy.length === 0);
    expect(eleven.notes).toContain('can proceed');
    expect(await office.printed('11')).toBe('Starting 2020');
    const chased = async (person: string) =>
      (await office.messages())
        .filter((message) => message.person === person)
        .filter(({ lines }) => lines.some(({ number }) => number === '11'));
    const before = await eventually(
      () => chased('liaison-dco'),
      ([message]) => message?.status === 'sent',
    );
    expect(before).toHaveLength(1);
    // The next rung falls due thirty days after the last.
    await office.does('admin', '/v1/clock', { to: '2020-10-27' });
    const told = await eventually(
      () => chased('focal-11'),
      ([message]) => message?.status === 'sent',
    );
    expect(told[0]?.lines.find(({ number }) => number === '11')?.because).toBe('owner');
    expect(await chased('liaison-dco')).toEqual(before);
    await office.advances('focal-11', '11', 'start');
    expect(await office.printed('11')).toBe('Ongoing');
  });

  it('row 14: item 4 is extended with a reason and an approver; both dates stay, the old one reminds nobody', async () => {
    const due = { fields: { due: 'By end 2021' } };
    const bare = await office.refused('focal-4', '4', 'request-extension', due);
    expect(bare.codes).toEqual(['ITEM.REASON_MISSING']);
    const reason = 'Field offices were closed because of COVID-19';
    await office.advances('focal-4', '4', 'request-extension', { ...due, reason });
    expect((await office.refused('focal-4', '4', 'extend-due')).codes).toContain('ITEM.ROLE_MISSING');
    await office.advances('approver', '4', 'extend-due');
    expect(await office.row('4')).toMatchObject({
      status: 'Ongoing',
      dueText: 'By end 2019',
      revisedDueText: 'By end 2021',
      overdue: false,
    });
    const remindedOf = async (number: string) =>
      (await office.messages())
        .filter(({ status }) => status === 'sent')
        .flatMap(({ lines }) => lines.filter((line) => line.number === number && line.because === 'owner'));
    const [four, nine] = [await remindedOf('4'), await remindedOf('9')];
    // The next rung of those that are still overdue.
    await office.does('admin', '/v1/clock', { to: '2020-11-26' });
    await eventually(
      () => remindedOf('9'),
      (lines) => lines.length > nine.length,
    );
    expect(await remindedOf('4')).toEqual(four);
  });

  it('row 18: no appraisal is submitted until the provision is activated', async () => {
    const contribution = 'appraisal-2020-uganda';
    await office.does('registrar', '/v1/items', {
      item: contribution,
      itemType: 'appraisal-contribution',
      title: 'Contribution of the resident coordinator, 2020',
      lines: ['entity', 'resident-coordinator'],
      owner: 'focal-10',
    });
    const loose = await office.refused('focal-10', contribution, 'submit');
    expect(loose.codes).toEqual(['ITEM.LINK_MISSING']);
    await office.advances('focal-10', contribution, 'link-lineage', {
      fields: { relation: 'derives-from', item: 'appraisal-provision' },
    });
    const early = await office.refused('focal-10', contribution, 'submit');
    expect(early.codes).toEqual(['ITEM.LINKED_STATE']);
    expect(early.detail).toContain('stands at “Not implemented”, and must be Activated first');
    expect((await office.page('appraisal-provision')).status).toBe('Not implemented');

    await office.advances('focal-11', 'appraisal-provision', 'activate', { ground });
    expect(await office.page('appraisal-provision')).toMatchObject({
      status: 'Activated',
      lineage: [
        { relation: 'derives-from', direction: 'to', item: 'maf' },
        { relation: 'derives-from', direction: 'from', item: contribution },
      ],
    });
    await office.advances('focal-10', contribution, 'submit');
    expect((await office.page(contribution)).status).toBe('Submitted, awaiting clearance');
    const open = await office.refused('focal-10', contribution, 'complete');
    expect(open.codes).toEqual(['ITEM.SIGN_OFF_MISSING']);
    await office.advances('clear-rc', contribution, 'clear', { fields: { line: 'resident-coordinator' } });
    await office.advances('clear-entity', contribution, 'clear', { fields: { line: 'entity' } });
    await office.advances('focal-10', contribution, 'complete');
    expect((await office.page(contribution)).status).toBe('Cleared');
  });

  it('row 19: proposed after the endorsement, approved by the Governing Body, put in force: the new version', async () => {
    const former = 'staff-regulations-2018';
    await office.does('registrar', '/v1/items', {
      item: former,
      itemType: 'proposal',
      title: 'Staff Regulations, 2018',
      body: 'governing-body',
      owner: 'focal-11',
    });
    await office.advances('focal-11', former, 'propose');
    await office.advances('registrar', former, 'approve', governingBody);
    await office.advances('focal-11', former, 'put-in-force');
    await office.advances('focal-11', 'staff-regulations', 'link-lineage', {
      fields: { relation: 'succeeds', item: former },
    });

    await office.pageOnce('staff-regulations', ({ blockedBy, prerequisites }) =>
      [blockedBy.length === 0, prerequisites.every(({ met }) => met)].every(Boolean),
    );
    await office.advances('focal-11', 'staff-regulations', 'propose');
    expect((await office.page('staff-regulations')).status).toBe('Proposed');
    const wrong = await office.refused('registrar', 'staff-regulations', 'approve', principals);
    expect(wrong.codes).toEqual(['ITEM.WRONG_BODY']);
    await office.advances('registrar', 'staff-regulations', 'approve', governingBody);
    expect(await office.page('staff-regulations')).toMatchObject({ status: 'Approved', inForce: false });
    await office.advances('focal-11', 'staff-regulations', 'put-in-force');
    expect(await office.page('staff-regulations')).toMatchObject({
      status: 'In force',
      inForce: true,
      succeeds: former,
    });
    const superseded = await office.pageOnce(former, ({ status }) => status === 'Superseded');
    expect(superseded).toMatchObject({ inForce: false, successor: 'staff-regulations' });
    expect(superseded.lineage).toContainEqual(
      expect.objectContaining({ relation: 'succeeds', direction: 'from', item: 'staff-regulations' }),
    );
  });

  it('row 21: the guidance was endorsed, then issued, with its companions; never issued before', async () => {
    const guidance = await office.page('cf-guidance');
    expect(guidance).toMatchObject({ status: 'Issued', inForce: true, lines: [] });
    expect(guidance.companions).toEqual([
      'Common country analysis (CCA) development',
      'UN country team configuration',
      'Economic transformation',
    ]);
    expect((await office.history('cf-guidance')).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['FrameworkRevisionEndorsed', 'FrameworkIssued', 'CompanionLinked']),
    );
    const next = 'cf-guidance-2021';
    await office.does('registrar', '/v1/items', {
      item: next,
      itemType: 'framework-revision',
      title: 'Cooperation Framework guidance, 2021',
      body: 'unsdg-principals',
      owner: 'liaison-dco',
      deputy: 'focal-3',
      succeeds: 'cf-guidance',
    });
    expect((await office.refused('liaison-dco', next, 'issue')).codes).toEqual(['ITEM.WRONG_STATE']);
    await office.advances('liaison-dco', next, 'finalize');
    expect((await office.refused('liaison-dco', next, 'issue')).codes).toEqual(['ITEM.WRONG_STATE']);
    await office.advances('liaison-dco', next, 'link-companion', { fields: { item: 'maf' } });
    await office.advances('registrar', next, 'endorse', principals);
    await office.advances('liaison-dco', next, 'issue');
    expect(await office.page(next)).toMatchObject({
      status: 'Issued',
      lineage: [
        { relation: 'succeeds', direction: 'to', item: 'cf-guidance' },
        {
          relation: 'goes-with',
          direction: 'to',
          item: 'maf',
          title: 'Management and Accountability Framework',
        },
      ],
    });
    expect((await office.page('maf')).lineage).toContainEqual(
      expect.objectContaining({ relation: 'goes-with', direction: 'from', item: next }),
    );
    await office.pageOnce('cf-guidance', ({ status }) => status === 'Superseded');
  });
});
