import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SyncModule } from '../sync';
import { CustomFields } from './custom-fields';
import { UserDefinedField } from './user-defined-field.entity';
import { UserDefinedFieldsSync } from './user-defined-fields-sync';

@Module({
  imports: [TypeOrmModule.forFeature([UserDefinedField]), SyncModule],
  providers: [CustomFields, UserDefinedFieldsSync],
  exports: [CustomFields],
})
export class CustomFieldsModule {}
