declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export default classes
}

/** The address of a sheet that no script loads. */
declare module '*.css?url' {
  const address: string
  export default address
}
