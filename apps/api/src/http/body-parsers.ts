import { json, type RequestHandler, urlencoded } from 'express';

const JSON_LIMIT = '1mb';
const FORM_LIMIT = '64kb';

/** Express's parsers look at every request at some length before they find that it has no body, as most have not. */
const whereThereIsABody =
  (parse: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (length === undefined && encoding === undefined) next();
    else parse(request, response, next);
  };

/** Reads JSON and form bodies up to their limits; anything else stays unread. */
export const bodyParsers = (): RequestHandler[] =>
  [json({ limit: JSON_LIMIT }), urlencoded({ extended: false, limit: FORM_LIMIT })].map(whereThereIsABody);
