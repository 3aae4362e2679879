import Contracts
import FoundationEssentials

extension Address {
  static let reviewPages = Address("/reviews")
  /// The list as a file.
  static let reviewsFile = reviewPages.below("file")
  static let takeNextPage = reviewPages.below("take-next")
  static let namedReviewPage = reviewPages.below("new")

  /// Where one review is read; what can be done to it lies below.
  static func page(ofReview id: UUID) -> Address { reviewPages.below(id.wire) }

  /// A photo of an order, for eyes.
  static func photo(_ kind: String, of order: UUID) -> Address {
    Address("/orders").below(order.wire, "photos", kind)
  }
}
