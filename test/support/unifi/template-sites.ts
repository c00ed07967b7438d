import type { Job, UnifiWlanTemplate, UnifiWlanTemplateOutcome } from '@contract/optima';
import type { RunningUnifi } from '../../../apps/upstreams/src/unifi';
import type { TestApp, TestUser } from '../app';
import { until } from '../until';

type Raw = Record<string, unknown>;

export interface WlanChangeRow {
  readonly level: string;
  readonly message: string;
  readonly actor_login: string;
  readonly target_id: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** Sites of a simulated controller as the product knows them, and templates to compare them with. */
export class TemplateFixture {
  private count = 0;

  constructor(
    readonly app: TestApp,
    readonly controller: RunningUnifi,
  ) {}

  /** Takes over a site of the controller under an id of its own. */
  async site(index: number, companyId: string | null = null): Promise<{ id: string; name: string }> {
    const name = this.controller.simulation.state.sites[index]?.name ?? '';
    const id = `csite${String(index).padStart(20, '0')}`;
    await this.app.sql('insert into unifi_sites (id, name, site_id, company_id) values ($1, $2, $3, $4)', [
      ...[id, `Site ${String(index).padStart(3, '0')}`, name, companyId],
    ]);
    return { id, name };
  }

  /** A site that the controller does not have. */
  async lostSite(id: string, name: string): Promise<string> {
    await this.app.sql('insert into unifi_sites (id, name, site_id) values ($1, $2, $3)', [id, name, `${id}gone`]);
    return id;
  }

  wlans(site: string): Raw[] {
    return this.controller.simulation.state.records(site).wlanconf;
  }

  wlan(site: string, name: string): Raw & { _id: string } {
    const found = this.wlans(site).find((wlan) => wlan.name === name);
    if (!found) throw new Error(`There is no WLAN ${name}`);
    return found as Raw & { _id: string };
  }

  addWlan(site: string, fields: Raw): string {
    const model = this.wlan(site, 'Corporate');
    return this.controller.simulation.state.insert(site, 'wlanconf', { ...model, ...fields })._id;
  }

  removeWlan(site: string, id: string): void {
    const wlans = this.wlans(site);
    wlans.splice(
      wlans.findIndex((wlan) => wlan._id === id),
      1,
    );
  }

  /** What the log has of changes of these WLANs, the oldest first. */
  changes(wlanIds: readonly string[]): Promise<WlanChangeRow[]> {
    return this.app.sql<WlanChangeRow>(
      `select level, message, actor_login, target_id, before, after from audit_log
        where action = 'unifi.wlan.update' and target_id = any($1) order by seq`,
      [wlanIds],
    );
  }

  /** What was written to the controller since the last call of this. */
  writes(): string[] {
    return this.controller.simulation.requests.splice(0).filter((request) => !request.startsWith('GET'));
  }

  async template({ agent }: TestUser, wlan: object): Promise<UnifiWlanTemplate> {
    this.count += 1;
    const { body } = await agent
      .post<{ data: UnifiWlanTemplate }>('/v1/unifi/wlan-templates')
      .send({ name: `Template ${this.count}`, wlan })
      .expect(201);
    return body.data;
  }

  async start({ agent }: TestUser, id: string, what: 'apply' | 'drift', body: object): Promise<Job> {
    const answer = await agent.post<{ data: Job }>(`/v1/unifi/wlan-template/${id}/${what}`).send(body).expect(202);
    return answer.body.data;
  }

  ended({ agent }: TestUser, id: string): Promise<Job> {
    return until(
      async () => {
        const { body } = await agent.get<{ data: Job }>(`/v1/job/${id}`).expect(200);
        return !['queued', 'running'].includes(body.data.state) && body.data;
      },
      { what: `the end of job ${id}`, deadlineMs: 60_000 },
    );
  }

  async outcomes({ agent }: TestUser, jobId: string): Promise<UnifiWlanTemplateOutcome[]> {
    const path = `/v1/unifi/wlan-template-run/${jobId}/sites`;
    const { body } = await agent.get<{ data: UnifiWlanTemplateOutcome[] }>(path).expect(200);
    return body.data;
  }

  /** Runs a job to its end. */
  async run(
    user: TestUser,
    id: string,
    what: 'apply' | 'drift',
    body: object,
  ): Promise<{ job: Job; outcomes: UnifiWlanTemplateOutcome[] }> {
    const { id: jobId } = await this.start(user, id, what, body);
    const job = await this.ended(user, jobId);
    return { job, outcomes: await this.outcomes(user, jobId) };
  }
}
