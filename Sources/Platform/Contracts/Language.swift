/// The languages that MCF speaks, by their BCP 47 tags.
public enum Language: String, Codable, Sendable, Hashable, CaseIterable {
  case english = "en"
  case russian = "ru"
}
