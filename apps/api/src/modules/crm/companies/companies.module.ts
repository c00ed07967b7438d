import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesOptimaController } from './companies.optima.controller';
import { CompaniesRepository } from './companies.repository';
import { CompaniesService } from './companies.service';
import { Company } from './company.entity';
import { DemoCompanies } from './demo-companies';

@Module({
  imports: [TypeOrmModule.forFeature([Company])],
  controllers: [CompaniesOptimaController],
  providers: [CompaniesService, CompaniesRepository, DemoCompanies],
  exports: [CompaniesService],
})
export class CompaniesModule {}
