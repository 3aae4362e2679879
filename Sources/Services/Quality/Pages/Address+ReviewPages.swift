import Contracts
import FoundationEssentials

extension Address {
  static let reviewPages = Address("/reviews")
  /// The list as a file.
  static let reviewsFile = reviewPages.below("file")
  static let takeNextPage = reviewPages.below("take-next")

  /// Where one review is read; what can be done to it lies below.
  static func page(ofReview id: UUID) -> Address { reviewPages.below(id.wire) }
}
