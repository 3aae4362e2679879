extension TestDocument {
  /// The test that demo data come with, and an example of a document.
  public static var firstLook: [UInt8] { PackageResources.first_look_json }
}
