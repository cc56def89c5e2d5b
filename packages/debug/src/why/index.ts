export { type Life, type LifeEvent, type LifeStage, lifeOf, type SeenNode } from './life.js';
export { printLife, printWhyNot } from './print-why.js';
export { type WhyNot, whyNot } from './why-not.js';
