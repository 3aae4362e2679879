import Glibc
import Testing

@testable import ServiceKit

@Suite("The style sheet")
struct StyleTests {
  /// The colours of a scheme by name; the dark one's come second in the file.
  private static func schemes() -> [[String: UInt32]] {
    let css = String(decoding: PackageResources.style_css, as: UTF8.self)
    return css.split(separator: ":root {").dropFirst().map { block in
      let colours = block.prefix { $0 != "}" }.matches(of: #/--([a-z-]+): #([0-9a-f]{6});/#)
      return colours.reduce(into: [:]) { $0[String($1.1)] = UInt32($1.2, radix: 16) }
    }.filter { !$0.isEmpty }
  }

  /// Relative luminance, as WCAG 2.2 defines it.
  private static func luminance(_ colour: UInt32) -> Double {
    let channels = [16, 8, 0].map { shift -> Double in
      let value = Double(colour >> UInt32(shift) & 0xff) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  @Test("what the rules ask for by name is set")
  func names() {
    let css = String(decoding: PackageResources.style_css, as: UTF8.self)
    let (set, asked) = (
      css.matches(of: #/(--[a-z0-9-]+):/#).map(\.1),
      css.matches(of: #/var\((--[a-z0-9-]+)/#).map(\.1)
    )
    #expect(Set(asked).subtracting(set) == [])
  }

  @Test(
    "text and controls can be told from what is behind them, by day and by night (WCAG 2.2, AA)",
    arguments: [
      ("ink", "paper", 4.5), ("ink", "card", 4.5), ("ink", "note-wash", 4.5),
      ("soft", "paper", 4.5), ("soft", "card", 4.5), ("accent", "paper", 4.5),
      ("accent", "card", 4.5), ("on-accent", "accent", 4.5), ("good", "good-wash", 4.5),
      ("warn", "warn-wash", 4.5), ("warn", "paper", 4.5), ("warn", "card", 4.5),
      ("info", "info-wash", 4.5), ("edge", "paper", 3), ("edge", "card", 3),
    ])
  func contrast(front: String, back: String, least: Double) throws {
    let schemes = Self.schemes()
    #expect(schemes.count == 2)
    for scheme in schemes {
      let both = [try #require(scheme[front]), try #require(scheme[back])].map(Self.luminance)
      let contrast = (max(both[0], both[1]) + 0.05) / (min(both[0], both[1]) + 0.05)
      #expect(contrast >= least, "\(front) on \(back)")
    }
  }
}
