import ServiceKit

/// What is going to happen to several applications.
struct BulkView: PageData {
  static let template = "applications-bulk"

  let consequences: [String]
  /// The tests that are given; nil: none are.
  let set: TestSetSteps?
  /// Those that are left out, and why.
  let skipped: [Skipped]
  let hasSkipped: Bool
  let skippedTitle: String
  /// nil: nothing can be done.
  let form: FormView?
  let back: String

  struct Skipped {
    let name: String
    let path: String
    let why: String
  }

  static var example: BulkView {
    BulkView(
      consequences: ["12 applications are rejected."], set: .example,
      skipped: [Skipped(name: "Murka", path: "/applications/1", why: "Tom has it")],
      hasSkipped: true, skippedTitle: "Left out: 1", form: .example, back: "/applications")
  }
}

/// What has happened to them.
struct BulkDoneView: PageData {
  static let template = "applications-bulk-done"

  let done: String
  let skipped: [String]
  let hasSkipped: Bool
  let back: String

  static let example = BulkDoneView(
    done: "Done with 195 applications.", skipped: ["Another manager has it: 3"], hasSkipped: true,
    back: "/applications")
}
