import type { OpportunityNote } from '@contract/optima';
import { type Answer, memberUser, PATH, type SalesFixture, startSales } from './sales-fixture';

let sales: SalesFixture;

beforeAll(async () => {
  sales = await startSales();
});
afterAll(() => sales.stop());

const audited = (action: string) =>
  sales.app.sql('select target_id, before, after from audit_log where action = $1 order by seq', [action]);

describe('notes of an opportunity', () => {
  const ID = 5_020;
  const notes = `${PATH}/${ID}/notes`;
  let writer: Awaited<ReturnType<typeof memberUser>>;

  beforeAll(async () => {
    writer = await memberUser(sales.app, 'JRoberts', 'sales.opportunity.*');
  });

  const create = async (body: object, user = writer) =>
    (await user.agent.post<Answer<OpportunityNote>>(notes).send(body).expect(201)).body;

  it('creates one in the name of the linked member, records it, and shows it', async () => {
    const { message, data } = await create({ text: 'Call back' });
    expect(message).toBe('Opportunity note created successfully!');
    const enteredBy = { id: writer.id, identifier: 'JRoberts', name: 'Jackson Roberts', cwMemberId: 15 };
    expect(data).toEqual({ id: data.id, text: 'Call back', type: null, flagged: false, enteredBy });
    const one = await writer.agent.get<Answer<OpportunityNote>>(`${notes}/${data.id}`).expect(200);
    expect(one.body).toMatchObject({ message: 'Opportunity note fetched successfully!', data });
    const all = await writer.agent.get<Answer<OpportunityNote[]>>(notes).expect(200);
    expect(all.body.message).toBe('Opportunity notes fetched successfully!');
    expect(all.body.data).toContainEqual(data);
    expect(await audited('opportunityNote.create')).toEqual([
      { target_id: String(data.id), before: null, after: { text: 'Call back', flagged: false } },
    ]);
  });

  it('names authors: unlinked ones by their member, the API for who is no member, strangers by themselves', async () => {
    const unlinked = await create({ text: 'From the API', flagged: true }, sales.admin);
    expect(unlinked.data).toMatchObject({
      flagged: true,
      enteredBy: { id: null, identifier: 'JDoe', name: 'John Doe', cwMemberId: 10 },
    });
    const stranger = await create({ text: 'x' }, await memberUser(sales.app, 'Nobody9', 'sales.opportunity.*'));
    const nothing = { id: null, name: 'Nobody9', cwMemberId: null };
    expect(stranger.data.enteredBy).toEqual({ ...nothing, identifier: 'Nobody9' });
    const left = await create({ text: 'x' }, await memberUser(sales.app, 'left1', 'sales.opportunity.*'));
    expect(left.data.enteredBy).toEqual({ ...nothing, identifier: 'left1', name: 'left1' });
  });

  it('asks for the members once for many notes', async () => {
    sales.seen();
    await writer.agent.get(notes).expect(200);
    await writer.agent.get(notes).expect(200);
    expect(sales.seen().filter((call) => call.includes('system/members'))).toEqual([]);
  });

  it('changes the text, the flag, or both, and records before and after', async () => {
    const { data } = await create({ text: 'First' });
    const update = (body: object) => writer.agent.patch<Answer<OpportunityNote>>(`${notes}/${data.id}`).send(body);
    const first = await update({ text: 'Second' }).expect(200);
    expect(first.body.message).toBe('Opportunity note updated successfully!');
    expect(first.body.data).toEqual({ ...data, text: 'Second' });
    const second = await update({ flagged: true }).expect(200);
    expect(second.body.data).toEqual({ ...data, text: 'Second', flagged: true });
    expect(await audited('opportunityNote.update')).toMatchObject([
      { before: { text: 'First', flagged: false }, after: { text: 'Second', flagged: false } },
      { before: { text: 'Second', flagged: false }, after: { text: 'Second', flagged: true } },
    ]);
    expect((await update({}).expect(400)).body.errors?.map(({ path }) => path)).toEqual([['text']]);
    expect((await update({ text: '' }).expect(400)).body.errors?.map(({ path }) => path)).toEqual([['text']]);
    expect((await update({ flagged: 'x' }).expect(400)).body.errors?.map(({ path }) => path)).toEqual([['flagged']]);
  });

  it('deletes one, and answers without data', async () => {
    const { data } = await create({ text: 'Gone soon' });
    const { text } = await writer.agent.delete(`${notes}/${data.id}`).expect(200);
    expect(JSON.parse(text)).toEqual({
      status: 200,
      message: 'Opportunity note deleted successfully!',
      successful: true,
    });
    const missing = await writer.agent.get<Answer<never>>(`${notes}/${data.id}`).expect(404);
    expect(missing.body).toMatchObject({
      ...{ error: 'OpportunityNoteNotFound', message: `Opportunity note with id '${data.id}' was not found.` },
    });
    await writer.agent.delete(`${notes}/${data.id}`).expect(404);
    await writer.agent.patch(`${notes}/${data.id}`).send({ text: 'x' }).expect(404);
    expect(await audited('opportunityNote.delete')).toMatchObject([{ before: { text: 'Gone soon' }, after: null }]);
  });

  it.each(['x', '0', '-1', '1.5', '99999999999', '2147483648', '1e3'])(
    'refuses %s as the id of a note, and names it',
    async (noteId) => {
      const path = `${notes}/${noteId}`;
      const answers = [
        await sales.admin.agent.get<Answer<never>>(path).expect(400),
        await sales.admin.agent.patch<Answer<never>>(path).send({ text: 'x' }).expect(400),
        await sales.admin.agent.delete<Answer<never>>(path).expect(400),
      ];
      for (const { body } of answers) expect(body.errors?.map((issue) => issue.path)).toEqual([['noteId']]);
    },
  );

  it.each([
    [{}, 'text'],
    [{ text: '' }, 'text'],
    [{ text: 7 }, 'text'],
    [{ text: 'x'.repeat(10_001) }, 'text'],
    [{ text: 'a\u0000' }, 'text'],
    [{ text: 'x', flagged: 'yes' }, 'flagged'],
  ])('does not create %j', async (body, field) => {
    const answer = await sales.admin.agent.post<Answer<never>>(notes).send(body).expect(400);
    expect(answer.body.errors?.[0]?.path).toEqual([field]);
  });

  it('knows no note of an opportunity that does not exist, and none of another one', async () => {
    const gone = `${PATH}/999999/notes`;
    await sales.admin.agent.get(gone).expect(404);
    await sales.admin.agent.post(gone).send({ text: 'x' }).expect(404);
    await sales.admin.agent.get(`${gone}/1`).expect(404);
    const { data } = await create({ text: 'Mine' });
    await sales.admin.agent.get(`${PATH}/5021/notes/${data.id}`).expect(404);
    await sales.admin.agent.delete(`${PATH}/5021/notes/${data.id}`).expect(404);
  });

  it('needs a node for each thing that is done', async () => {
    const { data } = await create({ text: 'Guarded' });
    const { agent } = await sales.app.actor('sales.opportunity.fetch');
    await agent.get(notes).expect(200);
    await agent.post(notes).send({ text: 'x' }).expect(403);
    await agent.patch(`${notes}/${data.id}`).send({ text: 'x' }).expect(403);
    await agent.delete(`${notes}/${data.id}`).expect(403);
    const blind = await sales.app.actor('sales.opportunity.note.*');
    await blind.agent.get(notes).expect(403);
    await blind.agent.get(`${notes}/${data.id}`).expect(403);
  });
});
