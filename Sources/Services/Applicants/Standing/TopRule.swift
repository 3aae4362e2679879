/// Who is among the best: a share of the last finished attempts at the same tests.
struct TopRule: Hashable, Sendable {
  /// As many of a hundred are proposed, at most.
  var percent = 3
  /// How many of the last attempts are compared.
  var window = 1_000
  /// With fewer than these nobody is proposed: three of ten would prove nothing.
  var minimum = 100

  /// How many places there are among some attempts.
  func places(among count: Int) -> Int {
    count < minimum ? 0 : count * percent / 100
  }

  /// The same with the share that tests ask for themselves, be it greater or less; nil: they ask for
  /// none.
  func adopting(_ share: Int?) -> TopRule {
    var rule = self
    rule.percent = share ?? percent
    return rule
  }
}
