/** What can be asked before anything is opened: of the settings and of the files that ship with the program. Loads no Nest. */
export { catalogueTemplateOf } from './catalogues';
export { ConfigurationError, readConfiguration } from './configuration';
