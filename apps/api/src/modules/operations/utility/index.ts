export { UtilityModule } from './utility.module';
