/**
 * How much dlib's cosine counts in the sum of both nets' cosines. A logistic regression on the pairs of LFW's first
 * fold gives .60, between .53 and .63 over ten folds (`npm run -s eval:faces` prints it as `fusion`); from .4 to .7
 * the error rates are the same within what 600 pairs can tell, so that half each is no finer than the data.
 */
export const DLIB_SHARE = 0.5;
