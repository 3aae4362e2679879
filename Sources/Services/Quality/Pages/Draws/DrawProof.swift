import Contracts
import FoundationEssentials
import ServiceKit

/// How anybody can do a draw again, without any program of ours (R-190).
enum DrawProof {
  /// What the ids are called as a file.
  static let file = "population.txt"

  /// A shell's command that draws again: digests and ids of what has to have been drawn.
  static func command(_ seed: String, _ drawn: Int) -> String {
    #"xargs -I{} sh -c 'printf %s "\#(seed):{}" | sha256sum | sed "s/-/{}/"' "#
      + "< \(file) | sort | head -n \(drawn)"
  }
}

extension Address {
  static let drawPages = Address("/reviews/draws")
  static let newDrawPage = drawPages.below("new")

  static func page(ofDraw id: UUID) -> Address { drawPages.below(id.wire) }
  static func populationPage(of draw: UUID) -> Address { page(ofDraw: draw).below("population") }
}
