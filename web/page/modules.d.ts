declare module "worker-code" {
  const code: string;
  export default code;
}
declare module "*.css";
