export { figureAt, fitInputOf, positionOf, type PublishedEdition, withFigure } from './documents';
