import { Integer, Text } from '@app/contract';
import type { CredentialQuery } from './credential-search.service';

export class CredentialSearchQueryDto implements CredentialQuery {
  @Text({
    optional: true,
    max: 200,
    description:
      'Words, each of which has to be part of the name, the notes or a value, whatever its case and accents. An empty text finds everything.',
    example: 'acme vpn',
  })
  search?: string;

  @Text({
    optional: true,
    min: 1,
    max: 64,
    description: 'Only credentials of this company.',
    example: 'ckx0000000000000000000004',
  })
  companyId?: string;

  @Text({
    optional: true,
    min: 1,
    max: 64,
    description: 'Only credentials of this type.',
    example: 'cky0000000000000000000001',
  })
  typeId?: string;

  @Integer({ optional: true, min: 1, max: 1_000_000, description: '1-based; 1 when left out.' })
  page?: number;

  @Integer({ optional: true, min: 1, max: 500, description: 'Records per page; 30 when left out.' })
  rpp?: number;
}
