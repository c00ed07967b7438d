import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several UniFi controllers: a site, and what keys are called, belong to one of them. What there is belongs to the one
 * that was the only one. Names of sites and ids of WLANs are a controller's own: another one may have the same.
 */
export class UnifiControllers1795345000000 implements MigrationInterface {
  readonly name = 'UnifiControllers1795345000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table unifi_sites
        add column controller text not null default 'default',
        drop constraint unifi_sites_site_id_key,
        add constraint unifi_sites_controller_site_id_key unique (controller, site_id);
      alter table unifi_ppsk_labels
        add column controller text not null default 'default',
        drop constraint unifi_ppsk_labels_pkey,
        add primary key (controller, wlan_id, key_hash);
    `);
  }

  /** There is no place for those of other controllers. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      delete from unifi_sites where controller <> 'default';
      delete from unifi_ppsk_labels where controller <> 'default';
      alter table unifi_sites
        drop constraint unifi_sites_controller_site_id_key,
        drop column controller,
        add constraint unifi_sites_site_id_key unique (site_id);
      alter table unifi_ppsk_labels
        drop constraint unifi_ppsk_labels_pkey,
        drop column controller,
        add primary key (wlan_id, key_hash);
    `);
  }
}
