import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectWiseModule } from '../connectwise';
import { SyncModule } from '../sync';
import { CompaniesOptimaController } from './companies.optima.controller';
import { CompaniesRepository } from './companies.repository';
import { CompaniesService } from './companies.service';
import { CompaniesSync } from './companies-sync';
import { Company } from './company.entity';
import { DemoCompanies } from './demo-companies';
import { LiveCompanies } from './live-companies';

@Module({
  imports: [TypeOrmModule.forFeature([Company]), ConnectWiseModule, SyncModule],
  controllers: [CompaniesOptimaController],
  providers: [CompaniesService, CompaniesRepository, CompaniesSync, LiveCompanies, DemoCompanies],
  exports: [CompaniesService],
})
export class CompaniesModule {}
