import { type Request, type Response, Router } from 'express';
import { type Fields, isFields } from '../../fields';
import { isObjectId } from '../data/object-id';
import type { Document, SiteRecords } from '../data/document';
import { knownFields } from '../data/wlans';
import { invalidField, PlainRefusal, Refusal } from '../refusal';
import type { UnifiSimulation } from '../simulation';
import { atLeast } from '../version';
import { healthOf, sysinfo } from './statistics';
import { checkUserGroup, checkWlan } from './validation';

const ok = (response: Response, data: readonly unknown[]): void => void response.json({ meta: { rc: 'ok' }, data });

const bodyOf = (request: Request): Record<string, unknown> => {
  if (!isFields(request.body)) throw new Refusal(400, 'api.err.InvalidPayload');
  return { ...request.body };
};

/** AP groups came with version 6 and replaced WLAN groups, which version 10 makes no more. */
const AP_GROUPS_SINCE = '6.0';
const NO_NEW_WLAN_GROUPS_SINCE = '10.0';

/** The Network application itself: the same below every prefix. */
export function networkRoutes(simulation: UnifiSimulation): Router {
  const router = Router();
  router.use(siteRoutes(simulation), documentRoutes(simulation));
  router.get('/v2/api/site/:site/apgroups', (request, response) => {
    if (!atLeast(simulation.settings.version, AP_GROUPS_SINCE)) throw notFoundV2();
    response.json(recordsV2(simulation, request.params.site).apgroups);
  });
  router.use('/v2', () => {
    throw notFoundV2();
  });
  router.use(() => {
    throw new Refusal(404, 'api.err.NotFound');
  });
  return router;
}

/** Before AP groups each radio broadcasts the WLANs of one WLAN group; the first one of the first access point is off. */
function withWlanGroups({ device, wlangroup }: SiteRecords): Document[] {
  const [everywhere, off] = wlangroup.map(({ _id }) => _id);
  const first = device.find(({ type }) => type === 'uap');
  return device.map((document) => {
    const radios = Array.isArray(document.radio_table) ? (document.radio_table as Fields[]) : [];
    const grouped = radios.map((radio, place) => ({
      ...radio,
      wlangroup_id: document === first && place === 0 ? off : everywhere,
    }));
    return radios.length === 0 ? document : { ...document, radio_table: grouped };
  });
}

const notFoundV2 = (): PlainRefusal => new PlainRefusal(404, 'api.err.NotFound', 'Not found');

function recordsV2({ state }: UnifiSimulation, site: string): SiteRecords {
  if (!state.sites.some(({ name }) => name === site)) throw new PlainRefusal(404, 'api.err.NoSiteContext', 'No site');
  return state.records(site);
}

function siteRoutes(simulation: UnifiSimulation): Router {
  const { state, settings } = simulation;
  const router = Router();
  router.get('/api/self/sites', (_request, response) => ok(response, state.sites));
  router.post('/api/s/:site/cmd/sitemgr', (request, response) => {
    state.site(request.params.site);
    const { cmd, desc } = bodyOf(request);
    if (cmd !== 'add-site') throw new Refusal(400, 'api.err.InvalidPayload');
    if (typeof desc !== 'string' || desc.trim() === '') throw invalidField('desc', '.{1,128}');
    ok(response, [state.addSite(desc)]);
  });
  router.get('/api/s/:site/stat/health', (request, response) => {
    ok(response, healthOf(state.records(request.params.site).device));
  });
  router.get('/api/s/:site/stat/sysinfo', (request, response) => {
    state.site(request.params.site);
    ok(response, [sysinfo(settings)]);
  });
  router.get('/api/s/:site/stat/device', (request, response) => {
    const records = state.records(request.params.site);
    ok(response, atLeast(settings.version, AP_GROUPS_SINCE) ? records.device : withWlanGroups(records));
  });
  return router;
}

const COLLECTIONS = ['wlanconf', 'networkconf', 'wlangroup', 'usergroup'] as const;
type Collection = (typeof COLLECTIONS)[number];

function documentRoutes(simulation: UnifiSimulation): Router {
  const { state, settings } = simulation;
  const router = Router();
  const view = (collection: Collection, document: Document) =>
    collection === 'wlanconf' ? knownFields(document, settings.version) : document;
  const find = (site: string, collection: Collection, id: string): Document | undefined => {
    if (!isObjectId(id)) throw new Refusal(400, 'api.err.IdInvalid');
    return state.records(site)[collection].find(({ _id }) => _id === id);
  };
  for (const collection of COLLECTIONS) {
    const read = (request: Request<{ site: string }>, response: Response) =>
      ok(
        response,
        state.records(request.params.site)[collection].map((document) => view(collection, document)),
      );
    router.get(`/api/s/:site/rest/${collection}`, read);
    router.get(`/api/s/:site/list/${collection}`, read);
    router.get(`/api/s/:site/rest/${collection}/:id`, (request, response) => {
      const document = find(request.params.site, collection, request.params.id);
      ok(response, document ? [view(collection, document)] : []);
    });
  }
  router.put('/api/s/:site/rest/wlanconf/:id', (request, response) => {
    const { site, id } = request.params;
    const wlan = find(site, 'wlanconf', id);
    if (!wlan) throw new Refusal(400, 'api.err.IdInvalid');
    const merged = { ...wlan, ...knownFields(bodyOf(request), settings.version), _id: id, site_id: wlan.site_id };
    checkWlan(merged, state.records(site));
    state.replace(site, 'wlanconf', merged);
    ok(response, [view('wlanconf', merged)]);
  });
  router.post('/api/s/:site/rest/wlangroup', (request, response) => {
    const { _id: siteId } = state.site(request.params.site);
    if (atLeast(settings.version, NO_NEW_WLAN_GROUPS_SINCE)) throw new Refusal(400, 'api.err.NotSupported');
    const { name } = bodyOf(request);
    if (typeof name !== 'string' || name === '') throw invalidField('name', '.{1,128}');
    ok(response, [state.insert(request.params.site, 'wlangroup', { name, site_id: siteId })]);
  });
  router.post('/api/s/:site/rest/usergroup', (request, response) => {
    const { _id: siteId } = state.site(request.params.site);
    const group = bodyOf(request);
    checkUserGroup(group, state.records(request.params.site).usergroup);
    ok(response, [state.insert(request.params.site, 'usergroup', { ...group, site_id: siteId })]);
  });
  return router;
}
