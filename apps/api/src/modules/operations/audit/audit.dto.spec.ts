import type { AuditRow } from '@app/audit';
import { isId } from '@app/kernel';
import { toAuditChainReportDto, toAuditFilter, toAuditPage, toAuditRecordDto } from './audit.dto';
import { readPage, toEcoflowAuditLogDto, toEcoflowAuditLogPageDto } from './audit.ecoflow.dto';
import { recordId } from './record-id';

const row: AuditRow = {
  seq: '42',
  at: new Date('2026-02-17T23:04:05.678Z'),
  actor_id: 'ckx0000000000000000000001',
  actor_login: 'admin',
  surface: 'optima',
  action: 'role.create',
  target_type: 'role',
  target_id: 'ckx0000000000000000000002',
  target_name: 'auditor',
  message: 'Role auditor was created',
  level: 'warning',
  before: null,
  after: { title: 'Auditor' },
  request_id: 'r1',
  address: '192.0.2.1',
};

const nobody = { ...row, actor_id: null, actor_login: null, target_type: null, target_id: null, target_name: null };

describe('audit records', () => {
  it('shows a row with its actor and target as objects', () => {
    expect(toAuditRecordDto(row)).toEqual({
      id: recordId(row),
      sequence: 42,
      createdAt: '2026-02-17T23:04:05.678Z',
      actor: { id: 'ckx0000000000000000000001', login: 'admin' },
      action: 'role.create',
      level: 'warning',
      message: 'Role auditor was created',
      target: { type: 'role', id: 'ckx0000000000000000000002', name: 'auditor' },
      before: null,
      after: { title: 'Auditor' },
      surface: 'optima',
      requestId: 'r1',
      address: '192.0.2.1',
    });
  });

  it('shows null for nobody and nothing', () => {
    expect(toAuditRecordDto(nobody)).toMatchObject({ actor: null, target: null });
    expect(toAuditRecordDto({ ...row, target_name: null }).target).toMatchObject({ type: 'role', name: null });
  });

  it('keeps the cursor of a stretch', () => {
    expect(toAuditPage({ items: [row], nextCursor: '42' })).toEqual({
      items: [toAuditRecordDto(row)],
      nextCursor: '42',
    });
  });

  it('gives every row an identifier of its own, shaped like all others', () => {
    const ids = ['1', '35', '36', '9223372036854775807'].map((seq) => recordId({ at: row.at, seq }));
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(isId(recordId({ at: new Date(0), seq: '1' }))).toBe(true);
  });

  it('reads moments and refuses those that no clock shows', () => {
    expect(toAuditFilter({ from: '2026-02-17T01:00:00+01:00' }).from).toEqual(new Date('2026-02-17T00:00:00Z'));
    expect(toAuditFilter({})).toEqual({});
    const refused = expect.objectContaining({ status: 400 });
    expect(() => toAuditFilter({ to: '2026-W08-2' })).toThrow(refused);
  });

  it('names the first broken record when a record is what broke', () => {
    const facts = { ok: false, sealed: 3, open: 0, checkpoints: 1 };
    const broken = { position: 2, seq: '7', reason: 'row-changed' } as const;
    expect(toAuditChainReportDto({ ...facts, firstBroken: broken })).toEqual({ ...facts, firstBroken: 7 });
    const cut = { position: 4, reason: 'chain-cut' } as const;
    expect(toAuditChainReportDto({ ...facts, firstBroken: cut })).toEqual(facts);
  });
});

describe('EcoFlow audit logs', () => {
  it('shows the moment in UTC, the level as a type and the login as the user', () => {
    expect(toEcoflowAuditLogDto(row)).toEqual({
      _id: recordId(row),
      timeSpan: '2026-02-17 23:04:05',
      message: 'Role auditor was created',
      type: 'Warning',
      userID: 'admin',
    });
    expect(toEcoflowAuditLogDto({ ...nobody, level: 'error' })).toMatchObject({ type: 'Error', userID: 'SYSTEM_LOG' });
    expect(toEcoflowAuditLogDto({ ...row, level: 'info' }).type).toBe('Info');
  });

  it('counts at least one record', () => {
    expect(toEcoflowAuditLogPageDto({ items: [], total: 0, page: 1, size: 100 })).toEqual({ totalDocs: 1, logs: [] });
    expect(toEcoflowAuditLogPageDto({ items: [row], total: 250, page: 3, size: 100 }).totalDocs).toBe(250);
  });

  it.each(['1', '99', '1000000'])('reads page %s', (text) => {
    expect(readPage(text)).toBe(Number(text));
  });

  it.each(['0', '-1', '1.5', '01', '1e3', 'abc', '', ' 1', '1000001', '99999999999'])('refuses page "%s"', (text) => {
    expect(() => readPage(text)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
