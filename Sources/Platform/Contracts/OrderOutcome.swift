/// How an order ended; everybody who hears of it says it in these words.
public enum OrderOutcome: String, Codable, CaseIterable, Sendable {
  case completed, cancelled, failed
}
