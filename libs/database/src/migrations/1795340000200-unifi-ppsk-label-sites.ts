import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which site the WLAN is whose keys are called something here, so that its controller can be asked for the WLAN. */
export class UnifiPpskLabelSites1795340000200 implements MigrationInterface {
  readonly name = 'UnifiPpskLabelSites1795340000200';

  /** The audit log says where each was made. */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table unifi_ppsk_labels add column site_id text references unifi_sites on delete cascade;
      create index unifi_ppsk_labels_site_id_idx on unifi_ppsk_labels (site_id);
      update unifi_ppsk_labels l set site_id = s.id
        from audit_log a join unifi_sites s on s.id = a.after ->> 'unifiSite'
       where a.action = 'unifi.ppsk.create' and a.target_id = l.wlan_id;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table unifi_ppsk_labels drop column site_id');
  }
}
