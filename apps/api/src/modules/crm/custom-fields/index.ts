export { type CustomField, CustomFields } from './custom-fields';
export { CustomFieldsModule } from './custom-fields.module';
