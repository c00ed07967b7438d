import { Flag, Text } from '@app/contract';

export class ImportQueryDto {
  @Text({ optional: true, min: 1, max: 64, description: 'Id of the company that all rows belong to.' })
  companyId?: string;

  @Text({ optional: true, min: 1, max: 64, description: 'Id of the type of all rows.' })
  typeId?: string;

  @Flag({ optional: true, description: 'Checks every row and creates nothing.' })
  dryRun?: boolean;
}
