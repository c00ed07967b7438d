import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, Nested, Text } from '@app/contract';
import { NamedReferenceDto } from '../reference.dto';
import type { OpportunityNote } from './opportunity-notes.service';

const MOST_CHARACTERS = 10_000;

export class OpportunityNoteCreateDto implements Contract.OpportunityNoteCreate {
  @Text({ min: 1, max: MOST_CHARACTERS })
  text: string;

  @Flag({ optional: true, description: 'Not unless told.' })
  flagged?: boolean;
}

export class OpportunityNoteUpdateDto implements Contract.OpportunityNoteUpdate {
  @Text({ optional: true, min: 1, max: MOST_CHARACTERS })
  text?: string;

  @Flag({ optional: true })
  flagged?: boolean;
}

export class NoteAuthorDto {
  @Text({ nullable: true, description: 'The user who is linked to the member; null without one.' })
  id: string | null;

  @Text()
  identifier: string;

  @Text({ description: 'The identifier again for a member who is not there any more.' })
  name: string;

  @Integer({ nullable: true })
  cwMemberId: number | null;
}

export class OpportunityNoteDto implements Contract.OpportunityNote {
  @Integer({ description: 'Id in ConnectWise.' })
  id: number;

  @Text()
  text: string;

  @Nested(() => NamedReferenceDto, { nullable: true })
  type: NamedReferenceDto | null;

  @Flag()
  flagged: boolean;

  @Nested(() => NoteAuthorDto, { nullable: true })
  enteredBy: NoteAuthorDto | null;
}

assertSame<OpportunityNoteCreateDto, Contract.OpportunityNoteCreate>();
assertSame<OpportunityNoteUpdateDto, Contract.OpportunityNoteUpdate>();
assertSame<NoteAuthorDto, NonNullable<Contract.NoteAuthor>>();
assertSame<OpportunityNoteDto, Contract.OpportunityNote>();

export const toOpportunityNoteDto = ({ id, text, type, flagged, enteredBy }: OpportunityNote): OpportunityNoteDto => ({
  ...{ id, text, type, flagged, enteredBy },
});
