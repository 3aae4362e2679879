import HTTPTypes
import Hummingbird

/// A browser in the few words by which its owner knows it again, such as "Firefox · Android".
///
/// User agents say what they like (RFC 9110, 10.1.5): nothing depends on it.
struct BrowserName: Sendable {
  let text: String

  init(_ request: Request) { self.init(agent: request.headers[.userAgent] ?? "") }

  init(agent: String) {
    func first(_ names: [(mark: String, name: String)]) -> String? {
      names.first { agent.contains($0.mark) }?.name
    }
    let parts = [first(Self.browsers), first(Self.systems)].compactMap(\.self)
    text = parts.isEmpty ? "–" : parts.joined(separator: " · ")
  }

  /// Those that pass for others come before them.
  private static let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("YaBrowser", "Yandex"), ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"), ("curl", "curl"),
  ]
  private static let systems = [
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
  ]
}
