/// A curve smoothed by a weighted mean of its neighbours on both sides.
///
/// The value at i becomes `Σ_j β^|i−j| x_j / Σ_j β^|i−j|` with `β = (span − 1) / (span + 1)`: an exponential
/// moving average run once from each end. An average of the past alone, as progress bars show it, lags behind
/// its curve by half its span; this one does not, and a bend stays where it is. The division is the bias
/// correction of Adam (Kingma and Ba, 2015, section 3), here for both ends of the curve.
///
/// The mean distance of a weighed neighbour is about half of `span`, so it smooths as a plain mean over `span`
/// values does. What is no number has no weight and stays what it is. Time and memory grow with the count only.
func centredAverage(_ values: [Double], span: Int) -> [Double] {
  guard span > 1 else { return values }
  let decay = (Double(span) - 1) / (Double(span) + 1)
  var sums = [Double](repeating: 0, count: values.count)
  var weights = sums
  // From the left everything up to and including i, from the right everything after it.
  var (sum, weight) = (0.0, 0.0)
  for i in values.indices {
    (sum, weight) = (sum * decay, weight * decay)
    if AxisRange.isDrawable(values[i]) { (sum, weight) = (sum + values[i], weight + 1) }
    (sums[i], weights[i]) = (sum, weight)
  }
  (sum, weight) = (0, 0)
  for i in values.indices.reversed() {
    (sum, weight) = (sum * decay, weight * decay)
    (sums[i], weights[i]) = (sums[i] + sum, weights[i] + weight)
    if AxisRange.isDrawable(values[i]) { (sum, weight) = (sum + values[i], weight + 1) }
  }
  return values.indices.map { AxisRange.isDrawable(values[$0]) ? sums[$0] / weights[$0] : values[$0] }
}
