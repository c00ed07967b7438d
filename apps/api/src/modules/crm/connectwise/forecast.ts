import type { ConnectWiseApi, CallOptions } from './api';
import { type Batch, readBatch } from './batch';
import { ConnectWiseError } from './connectwise.errors';
import { type CwForecastItem, forecastItems } from './resources';
import { isObject } from './shape';

export interface Forecast extends Batch<CwForecastItem> {
  /** All that ConnectWise answered, to be sent back changed: what a replacement leaves out is reset. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** The forecast of an opportunity as a whole. */
export class Forecasts {
  constructor(private readonly api: ConnectWiseApi) {}

  /** @throws ConnectWiseError.notFound for an opportunity that does not exist */
  async get(opportunityId: number, options: CallOptions = {}): Promise<Forecast> {
    const { path } = forecastItems(opportunityId);
    return read(opportunityId, (await this.api.send({ method: 'GET', path, ...options })).body);
  }

  /** Puts a forecast in the place of the old one. Its items come to be anew: under other ids. */
  async replace(opportunityId: number, forecast: object, options: CallOptions = {}): Promise<Forecast> {
    const { path } = forecastItems(opportunityId);
    const request = { method: 'PUT', path, body: forecast, idempotent: false, ...options } as const;
    return read(opportunityId, (await this.api.send(request)).body);
  }
}

/** The documentation says a list of forecasts, ConnectWise answers with one. */
function read(opportunityId: number, body: unknown): Forecast {
  const raw: unknown = Array.isArray(body) ? body[0] : body;
  if (Array.isArray(body) && body.length === 0) return { raw: {}, records: [], refused: [] };
  if (!isObject(raw)) throw ConnectWiseError.unreadable();
  return { raw, ...readBatch(forecastItems(opportunityId).shape, raw.forecastItems ?? []) };
}
