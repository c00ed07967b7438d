export { grantedFlags, withFlags, type EcoflowFlag, type EcoflowFlags } from './ecoflow-flags';
export { EcoflowPermissionFlagsDto } from './ecoflow-flags.dto';
