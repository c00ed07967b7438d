import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const ENCODINGS = ['br', 'gzip'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** Beyond quality 5 brotli spends seconds to save a few per cent of the large scripts. */
const BROTLI_QUALITY = 5;
/** Below a packet's size nothing is gained. */
const MIN_COMPRESSED_BYTES = 1024;

const compress: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: promisify(gzip),
};

/** One content that never changes while the process runs. Each encoding is compressed once, when first asked for. */
export class StaticContent {
  /** Names the content: 16 characters of its SHA-256. */
  readonly hash: string;
  private readonly body: Buffer;
  private readonly encoded = new Map<Encoding, Promise<Buffer>>();

  constructor(
    content: Buffer | string,
    /** Media type, with its charset. */
    private readonly type: string,
  ) {
    this.body = Buffer.from(content);
    this.hash = createHash('sha256').update(this.body).digest('base64url').slice(0, 16);
  }

  /** Answers a GET or HEAD in the best encoding that the client accepts, or 304 when it has this content already. */
  async send(request: Request, response: Response, cacheControl: string): Promise<void> {
    const encoding = this.encodingFor(request);
    const body = encoding ? await this.encode(encoding) : this.body;
    response.vary('Accept-Encoding');
    response.set({
      'Content-Type': this.type,
      'Cache-Control': cacheControl,
      ETag: `"${this.hash}${encoding ? `-${encoding}` : ''}"`,
      ...(encoding && { 'Content-Encoding': encoding }),
    });
    response.send(body);
  }

  private encodingFor(request: Request): Encoding | undefined {
    if (this.body.length < MIN_COMPRESSED_BYTES) return undefined;
    return ENCODINGS.find((encoding) => request.acceptsEncodings(encoding) === encoding);
  }

  private encode(encoding: Encoding): Promise<Buffer> {
    const known = this.encoded.get(encoding);
    if (known) return known;
    const body = compress[encoding](this.body);
    this.encoded.set(encoding, body);
    return body;
  }
}
