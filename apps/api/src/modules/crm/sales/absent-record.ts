import { DomainError } from '@app/kernel';
import { ConnectWiseError } from '../connectwise';

const NOT_FOUND = ConnectWiseError.notFound().code;

/** A record that ConnectWise does not have is told in our own words. */
export async function orAbsent<T>(work: Promise<T>, absent: () => DomainError): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && error.code === NOT_FOUND) throw absent();
    throw error;
  }
}
