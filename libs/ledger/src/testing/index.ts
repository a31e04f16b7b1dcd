export * from './ask';
export * from './given';
export * from './sample';
