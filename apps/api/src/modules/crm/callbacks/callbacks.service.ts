import { Injectable } from '@nestjs/common';
import { Syncs } from '../sync';
import { CallbackVerifier, type ReceivedCallback } from './callback-verifier';
import { HintedRecords } from './hinted-records';

const LARGEST_ID = 2 ** 31 - 1;

/** What ConnectWise tells by itself. */
@Injectable()
export class CallbacksService {
  constructor(
    private readonly verifier: CallbackVerifier,
    private readonly records: HintedRecords,
    private readonly syncs: Syncs,
  ) {}

  /**
   * Takes a hint that a record has changed, and does not believe a word of how. What is not synced is ignored: an error
   * would only be sent again. @throws 401 unless it is authentic, 429 and 503 to be asked again
   */
  async receive(callback: ReceivedCallback): Promise<void> {
    await this.verifier.verify(callback);
    const { Type: type, ID: id } = callback.content;
    const resource = this.syncs.announced.find((each) => each.callbackType.toLowerCase() === type.toLowerCase());
    if (resource && id > 0 && id <= LARGEST_ID) await this.records.hear(resource.name, id);
  }
}
